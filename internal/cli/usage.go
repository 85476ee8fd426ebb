package cli

import (
	"errors"
	"regexp"
	"strings"

	"hoctap/internal/fault"
)

// usageTemplate is the library's, in the words of the readers of this program.
const usageTemplate = `Cách dùng:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [lệnh]{{end}}{{if .HasExample}}

Ví dụ:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Các lệnh:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Tùy chọn:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Tùy chọn chung:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

Xem từng lệnh: {{.CommandPath}} [lệnh] --help{{end}}
`

// misuses puts the library's complaints about a command line into words that say
// what to do. What is not listed is shown as the library says it.
var misuses = []struct {
	form *regexp.Regexp
	say  string
}{
	{regexp.MustCompile(`^required flag\(s\) (.+) not set$`), "Thiếu $1."},
	{regexp.MustCompile(`^unknown command "(.+?)" for ".+?"(?s:.*)$`), "Không có lệnh “$1”."},
	{regexp.MustCompile(`^unknown (?:shorthand )?flag: (.+)$`), "Không có tùy chọn $1."},
	{regexp.MustCompile(`^flag needs an argument: (.+)$`), "Tùy chọn $1 phải có giá trị đi kèm."},
	{regexp.MustCompile(`^invalid argument "(.*)" for "(.+?)" flag: .*$`), "Giá trị “$1” của $2 không đúng."},
	{regexp.MustCompile(`^accepts (\d+) arg\(s\), received (\d+)$`), "Lệnh cần $1 tham số, đang có $2."},
	{regexp.MustCompile(`^accepts at most (\d+) arg\(s\), received (\d+)$`), "Lệnh nhận nhiều nhất $1 tham số, đang có $2."},
}

// misused words a fault of the command line itself.
func (a *app) misused(err error) string {
	text := err.Error()
	var f *fault.Error
	if errors.As(err, &f) {
		text = faultText(a.words, f)
	}
	for _, m := range misuses {
		if m.form.MatchString(text) {
			text = m.form.ReplaceAllString(text, m.say)
			text = strings.ReplaceAll(text, `", "`, `", --`)
			if strings.HasPrefix(text, `Thiếu "`) {
				text = strings.ReplaceAll(strings.Replace(text, `Thiếu "`, `Thiếu --`, 1), `"`, "")
			}
			break
		}
	}
	return text + "\nXem cách dùng: hoctap --help, hoctap LỆNH --help"
}
