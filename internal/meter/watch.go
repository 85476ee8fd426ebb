package meter

import "github.com/prometheus/client_golang/prometheus"

// Pool is how busy a pool of database connections is.
type Pool struct {
	Name             string
	Most, Open, Busy int
	Waits            int64
	SecondsWaited    float64
}

// Jobs are how many there are of each state, the ended ones since the start.
type Jobs map[string]int

// WatchPools asks for the pools whenever somebody asks us.
func (m *Meter) WatchPools(ask func() []Pool) {
	m.registry.MustRegister(&watch{describe: poolColumns, collect: func(give func(column int, value float64, label string)) {
		for _, p := range ask() {
			for column, value := range []float64{float64(p.Most), float64(p.Open), float64(p.Busy), float64(p.Waits), p.SecondsWaited} {
				give(column, value, p.Name)
			}
		}
	}})
}

// WatchJobs asks for the jobs whenever somebody asks us.
func (m *Meter) WatchJobs(ask func() Jobs) {
	m.registry.MustRegister(&watch{describe: jobColumns, collect: func(give func(column int, value float64, label string)) {
		for state, n := range ask() {
			give(0, float64(n), state)
		}
	}})
}

var (
	poolColumns = []column{
		{prometheus.NewDesc("hoctap_db_connections_limit", "Connections a pool may open; 0 is any number.", []string{"pool"}, nil), prometheus.GaugeValue},
		{prometheus.NewDesc("hoctap_db_connections_open", "Connections open.", []string{"pool"}, nil), prometheus.GaugeValue},
		{prometheus.NewDesc("hoctap_db_connections_busy", "Connections at work.", []string{"pool"}, nil), prometheus.GaugeValue},
		{prometheus.NewDesc("hoctap_db_waits_total", "Times somebody waited for a connection.", []string{"pool"}, nil), prometheus.CounterValue},
		{prometheus.NewDesc("hoctap_db_wait_seconds_total", "Time waited for a connection.", []string{"pool"}, nil), prometheus.CounterValue},
	}
	jobColumns = []column{
		{prometheus.NewDesc("hoctap_jobs", "Imports and checks by state, as long as their results are kept.", []string{"state"}, nil), prometheus.GaugeValue},
	}
)

// column is one kind of figure with one label.
type column struct {
	desc *prometheus.Desc
	kind prometheus.ValueType
}

// watch is a collector that asks for its figures.
type watch struct {
	describe []column
	collect  func(give func(column int, value float64, label string))
}

// Describe names the figures.
func (w *watch) Describe(out chan<- *prometheus.Desc) {
	for _, c := range w.describe {
		out <- c.desc
	}
}

// Collect asks for them.
func (w *watch) Collect(out chan<- prometheus.Metric) {
	w.collect(func(i int, value float64, label string) {
		out <- prometheus.MustNewConstMetric(w.describe[i].desc, w.describe[i].kind, value, label)
	})
}
