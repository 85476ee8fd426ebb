package cli

import (
	"fmt"
	"net/http"

	"github.com/spf13/cobra"

	"hoctap/internal/gate"
	"hoctap/internal/web/gallery"
	"hoctap/internal/web/render"
	"hoctap/pages"
)

// galleryCommand shows every component in every state from prepared data. It is
// for those who work on the pages, so it is not in the list of commands.
func (a *app) galleryCommand() *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use:    "gallery",
		Short:  "Các thành phần của trang ở mọi trạng thái (cho người phát triển)",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			renderer, err := render.New(pages.FS, a.say)
			if err != nil {
				return err
			}
			e := onThisMachine(addr)
			in, err := e.listen(c.Context())
			if err != nil {
				return err
			}
			defer in.Close()
			mux := http.NewServeMux()
			mux.Handle("/gallery", gallery.Handler(renderer))
			mux.Handle("/gallery/", gallery.Handler(renderer))
			mux.Handle(render.StaticPath, renderer.Assets)
			fmt.Fprintln(a.out, a.words.T("cli.serving", "url", e.url(in.pages)+"/gallery"))
			return gate.Gate{Log: a.log, Grace: e.grace, Limits: gate.DefaultLimits()}.Open(c.Context(), gate.Door{Listener: in.pages, Handler: mux})
		},
	}
	c.Flags().StringVar(&addr, "addr", defaultAddr, "địa chỉ và cổng")
	return c
}
