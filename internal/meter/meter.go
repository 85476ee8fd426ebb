// Package meter counts what the server does, for a Prometheus that asks. It knows
// routes by their pattern and people not at all.
package meter

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Meter holds the counts of one server.
type Meter struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	going    prometheus.Gauge
}

// bounds reach from a page out of memory to a large export on an old PC.
var bounds = []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

// New makes a meter of a program of that version.
func New(version string) *Meter {
	m := &Meter{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "hoctap_requests_total", Help: "Requests answered."}, []string{"method", "route", "status"}),
		seconds:  prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "hoctap_request_seconds", Help: "Time to answer a request.", Buckets: bounds}, []string{"route"}),
		going:    prometheus.NewGauge(prometheus.GaugeOpts{Name: "hoctap_requests_going", Help: "Requests being answered."}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "hoctap_build_info", Help: "The program.", ConstLabels: prometheus.Labels{"version": version}})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.seconds, m.going, build, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Begun counts a request that has come.
func (m *Meter) Begun() { m.going.Inc() }

// known methods keep a stranger from making up labels without end.
var known = []string{http.MethodGet, http.MethodHead, http.MethodPost}

// Ended counts a request that was answered.
func (m *Meter) Ended(method, route string, status int, took time.Duration) {
	m.going.Dec()
	if !slices.Contains(known, method) {
		method = "other"
	}
	if route == "" {
		route = "refused"
	}
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

// ServeHTTP gives all counts to whoever asks.
func (m *Meter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}).ServeHTTP(w, r)
}
