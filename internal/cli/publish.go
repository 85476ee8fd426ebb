package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"hoctap/internal/publication"
	"hoctap/internal/store"
)

func (a *app) publishCommand() *cobra.Command {
	var year string
	c := &cobra.Command{
		Use:   "publish --year NĂM",
		Short: "Công bố kết quả một năm lên trang công khai; đã công bố thì không đổi nữa",
		Long: `Đưa lên /public kết quả của những xã, phường đã khóa sổ năm ấy và của các cấp trên.
Số nhỏ, và số khác có thể suy ra số nhỏ, không được công bố. Đã công bố thì không đổi:
hai lần công bố khác nhau có thể cho biết ai mới đến, ai vừa đi. Xã, phường khóa sổ sau
thì chạy lại lệnh này để công bố thêm.`,
		Args: cobra.NoArgs,
		RunE: a.onDB(func(ctx context.Context, db *store.DB) error { return a.publish(ctx, db, year) }),
	}
	c.Flags().StringVar(&year, "year", "", "năm điều tra")
	must(c.MarkFlagRequired("year"))
	return c
}

func (a *app) publish(ctx context.Context, db *store.DB, year string) error {
	of, err := parseYear(year)
	if err != nil {
		return err
	}
	book, err := a.law()
	if err != nil {
		return err
	}
	figures, err := publication.Make(ctx, book, db, of, a.now().UTC().Format("2006-01-02T15:04:05Z"))
	if err != nil {
		return err
	}
	err = db.Publish(ctx, of, figures)
	if err != nil {
		return err
	}
	told := 0
	for _, f := range figures {
		if !f.Withheld {
			told++
		}
	}
	fmt.Fprintln(a.out, a.words.T("publication.done", "year", of, "places", len(figures)/len(publication.Measures), "told", told, "withheld", len(figures)-told))
	return nil
}
