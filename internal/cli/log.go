package cli

import (
	"log/slog"

	"hoctap/internal/fault"
)

// logging is how the log is written and how much of it.
type logging struct{ format, level string }

// logger writes to standard error, which a service manager keeps: what a command
// answers goes to standard output.
func (a *app) logger(l logging) (*slog.Logger, error) {
	var level slog.Level
	err := level.UnmarshalText([]byte(l.level))
	if err != nil {
		return nil, fault.New(fault.Invalid, "fault.log_level", "given", l.level)
	}
	options := &slog.HandlerOptions{Level: level}
	switch l.format {
	case "text":
		return slog.New(slog.NewTextHandler(a.err, options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(a.err, options)), nil
	}
	return nil, fault.New(fault.Invalid, "fault.log_format", "given", l.format)
}
