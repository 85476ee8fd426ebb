package form

func (c *checker) caseOf(x *Case) {}
