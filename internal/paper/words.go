package paper

// Words are what stands on every paper whatever it is about, in its language.
type Words struct {
	Motto     [2]string // quốc hiệu and tiêu ngữ
	Page      string    // before the number of a page
	Continued string    // behind the running head of later pages
	Notes     string    // heads the notes
	Unknowns  string    // heads what is not known of the form
}
