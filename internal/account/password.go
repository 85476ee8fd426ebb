package account

import (
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/trustelem/zxcvbn"
	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"hoctap/internal/fault"
	"hoctap/internal/viet"
)

// The cost of a password: what OWASP's cheat sheet asks of Argon2id at the least,
// because the server may be an old PC. It stands in every hash, so it can be
// raised: an old hash is made anew at the next sign-in.
const (
	memoryKB = 19 * 1024
	passes   = 2
	threads  = 1
	saltSize = 16
	keySize  = 32
)

// HashPassword gives a password as it is kept, in PHC form.
func HashPassword(random io.Reader, password string) (string, error) {
	salt := make([]byte, saltSize)
	_, err := io.ReadFull(random, salt)
	if err != nil {
		return "", fmt.Errorf("salt of a password: %w", err)
	}
	key := argon2.IDKey(normal(password), salt, passes, memoryKB, threads, keySize)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memoryKB, passes, threads, b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// CheckPassword says whether a password is the one that was kept, and whether it
// should be kept anew because the cost has risen since.
func CheckPassword(kept, password string) (right, stale bool, err error) {
	h, err := parseHash(kept)
	if err != nil {
		return false, false, err
	}
	key := argon2.IDKey(normal(password), h.salt, h.passes, h.memory, h.threads, uint32(len(h.key)))
	right = subtle.ConstantTimeCompare(key, h.key) == 1
	return right, right && (h.memory < memoryKB || h.passes < passes), nil
}

type hash struct {
	memory, passes uint32
	threads        uint8
	salt, key      []byte
}

var errHash = errors.New("a kept password is not in the form $argon2id$v=19$m=…,t=…,p=…$salt$key")

func parseHash(kept string) (hash, error) {
	var h hash
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return h, errHash
	}
	_, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.threads)
	if err != nil {
		return h, errHash
	}
	var saltErr, keyErr error
	h.salt, saltErr = base64.RawStdEncoding.DecodeString(parts[4])
	h.key, keyErr = base64.RawStdEncoding.DecodeString(parts[5])
	if saltErr != nil || keyErr != nil || len(h.key) == 0 {
		return h, errHash
	}
	return h, nil
}

// NoPassword is checked where there is no such account, so that the answer takes
// as long as for one that exists.
func NoPassword() string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memoryKB, passes, threads,
		b64.EncodeToString(make([]byte, saltSize)), b64.EncodeToString(make([]byte, keySize)))
}

// normal makes one text of one password: keyboards compose Vietnamese letters in
// different ways.
func normal(password string) []byte { return norm.NFC.Bytes([]byte(password)) }

// The bounds of a password. The upper one keeps a long text from costing the
// server work.
const (
	leastLetters = 10
	mostLetters  = 128
	// strongEnough is zxcvbn's "safely unguessable": 10^8 guesses and more.
	strongEnough = 3
)

// common are what zxcvbn's lists, which are English, lack.
var common = []string{
	"matkhau", "anhyeuem", "emyeuanh", "yeuem", "vietnam", "hanoi", "saigon", "thanhhoa", "bimson", "bemeo", "conyeu", "giadinh", "hanhphuc", "thuongnho",
	"nguyen", "nguyenvan", "nguyenthi", "tranvan", "phamvan", "levan", "hoctap", "phocap", "xoamuchu", "giaoduc", "uybannhandan", "ubnd", "phuong", "khuyenhoc", "trungtam",
}

// CheckStrength refuses a password that would be guessed. What belongs to the
// person or the place makes it weaker.
func CheckStrength(password string, about ...string) error {
	n := len([]rune(password))
	switch {
	case n < leastLetters:
		return fault.New(fault.Invalid, "account.password_short", "n", leastLetters)
	case n > mostLetters:
		return fault.New(fault.Invalid, "account.password_long", "n", mostLetters)
	}
	var known []string
	for _, text := range append(about, common...) {
		known = append(known, strings.Fields(viet.Fold(text))...)
		known = append(known, strings.ReplaceAll(viet.Fold(text), " ", ""))
	}
	if zxcvbn.PasswordStrength(viet.Fold(password), known).Score < strongEnough {
		return fault.New(fault.Invalid, "account.password_weak")
	}
	return nil
}
