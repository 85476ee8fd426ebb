package cli

import (
	"context"
	"crypto/rand"
	"fmt"

	"github.com/spf13/cobra"

	"hoctap/internal/fault"
	"hoctap/internal/seal"
	"hoctap/internal/store"
)

func (a *app) keyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "key",
		Short: "Khóa niêm phong số định danh, điện thoại, ghi chú",
		Long: `Số định danh cá nhân, điện thoại và ghi chú trong cơ sở dữ liệu được niêm phong bằng
một khóa để ngoài cơ sở dữ liệu. Ai lấy được tệp dữ liệu mà không có khóa thì không
đọc được. Mất khóa là mất các mục này: giữ thêm một bản khóa ở nơi khác.`,
	}
	c.AddCommand(a.keyNewCommand(), a.keyShowCommand(), a.keyRotateCommand())
	return c
}

func (a *app) keyNewCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "new TỆP",
		Short: "Tạo tệp khóa cho cơ sở dữ liệu trên máy chủ PostgreSQL",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			made, err := a.makeKeys(args[0])
			if err != nil {
				return err
			}
			if !made {
				return fault.New(fault.Conflict, "seal.file_there", "file", args[0])
			}
			fmt.Fprintln(a.out, a.words.T("seal.key_made", "file", args[0]))
			return nil
		},
	}
}

func (a *app) keyShowCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "show",
		Short: "Khóa nào đang dùng, nằm ở đâu; không in khóa ra",
		Args:  cobra.NoArgs,
		RunE: a.onDB(func(ctx context.Context, db *store.DB) error {
			ring, err := a.keys()()
			if err != nil {
				return err
			}
			turned, err := db.Turned(ctx)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.words.T("seal.current", "key", ring.Current().ID, "where", a.keyPlace()))
			if !turned || len(ring.Old()) > 0 {
				fmt.Fprintln(a.out, a.words.T("seal.unfinished"))
			}
			return nil
		}),
	}
}

// keyPlace is where the keys come from.
func (a *app) keyPlace() string {
	if a.keysTold() {
		return keyVariable
	}
	return a.keyFile()
}

func (a *app) keyRotateCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rotate",
		Short: "Đổi khóa niêm phong; máy chủ vẫn chạy trong lúc đổi",
		Long: `Tạo khóa mới, niêm phong lại mọi mục bằng khóa mới rồi bỏ khóa cũ khỏi tệp khóa. Máy
chủ đang chạy tự nhận khóa mới. Nếu bị ngắt giữa chừng thì chạy lại lệnh này để làm
tiếp. Khóa cũ được giữ riêng trong một tệp, cần để đọc các bản sao lưu cũ.

Khi khóa nằm trong biến môi trường ` + keyVariable + `: tự đặt "current KHÓA_MỚI;old KHÓA_CŨ",
khởi động lại máy chủ sau khi lệnh chạy xong, rồi bỏ phần khóa cũ.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.rotate(c.Context()) },
	}
}

func (a *app) rotate(ctx context.Context) error {
	ring, err := a.ringToTurn(ctx)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, a.db, store.Options{Now: a.now, IDs: a.ids.Next, Keys: a.keys(), Turns: true})
	if err != nil {
		return err
	}
	defer db.Close()
	rows, err := db.TurnKey(ctx, func(n int) {
		if n > 0 && n%20000 < 500 {
			fmt.Fprintln(a.err, a.words.T("seal.turning", "n", n))
		}
	})
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.words.T("seal.turned", "n", rows, "key", ring.Current().ID))
	if a.keysTold() {
		fmt.Fprintln(a.out, a.words.T("seal.turned_told", "name", keyVariable))
		return nil
	}
	return a.retire(ring)
}

// ringToTurn is the keys with a new one in front, written where a server finds it:
// or, where a turn was begun and not ended, those of that turn.
func (a *app) ringToTurn(ctx context.Context) (*seal.Ring, error) {
	db, err := store.Open(ctx, a.db, store.Options{Now: a.now, IDs: a.ids.Next, Keys: a.keys(), Turns: true})
	if err != nil {
		return nil, err
	}
	turned, err := db.Turned(ctx)
	closed := db.Close()
	if err != nil {
		return nil, err
	}
	ring, err := a.keys()()
	if err != nil {
		return nil, err
	}
	switch {
	case closed != nil:
		return nil, closed
	case !turned || len(ring.Old()) > 0:
		return ring, nil
	case a.keysTold():
		return nil, fault.New(fault.Refused, "seal.turn_told", "name", keyVariable)
	}
	key, err := seal.NewKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	next := ring.Turned(key)
	return next, a.replaceKeys(a.keyFile(), next)
}

// retire takes the old keys out of the file, each into one of its own: a backup
// from before can be read with it.
func (a *app) retire(ring *seal.Ring) error {
	for _, old := range ring.Old() {
		file := a.keyFile() + "." + old.ID
		_, err := a.writeNewKeys(file, seal.NewRing(old))
		if err != nil {
			return err
		}
		fmt.Fprintln(a.out, a.words.T("seal.retired", "file", file))
	}
	return a.replaceKeys(a.keyFile(), ring.Settled())
}
