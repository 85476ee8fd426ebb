package view

// Home is the way in: a search, the places that have figures, and in the sample
// town a short tour.
type Home struct {
	Page
	Search Field
	// Tasks lead a new ward to its first verdict; nil where that is long past.
	Tasks  *TaskList
	Tour   []TourStep
	Groups []PlaceGroup
	Empty  *Empty
}

// TourStep is one stop of the tour.
type TourStep struct {
	Title string
	Text  string
	Href  string
}

// TaskList is a path of several tasks that tick themselves off.
type TaskList struct {
	Title string
	Lead  string
	Tasks []Task
}

// Task is one of them; the first that is not done is the next.
type Task struct {
	Title string
	Text  string
	Href  string
	Done  bool
	Next  bool
}

// Finish finds the task that is next, or says that all are done.
func (l *TaskList) Finish(done string) {
	for i := range l.Tasks {
		if !l.Tasks[i].Done {
			l.Tasks[i].Next = true
			return
		}
	}
	l.Lead = done
}

// Ticked counts the tasks that are done.
func (l TaskList) Ticked() int {
	n := 0
	for _, task := range l.Tasks {
		if task.Done {
			n++
		}
	}
	return n
}
