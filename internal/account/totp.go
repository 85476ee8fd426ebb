package account

import (
	"crypto/subtle"
	"fmt"
	"image"
	"io"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

// The one-time codes are those every authenticator knows: six digits, a new one
// every half minute.
const (
	issuer   = "hoctap"
	stepTime = 30
	// drift is how many steps a phone's clock may be off.
	drift = 1
)

// NewTOTP makes the secret of one-time codes for an account.
func NewTOTP(random io.Reader, name string) (secret string, err error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: name, Rand: random})
	if err != nil {
		return "", fmt.Errorf("secret of one-time codes: %w", err)
	}
	return key.Secret(), nil
}

// TOTPImage is the picture that an authenticator reads the secret from.
func TOTPImage(secret, name string, size int) (image.Image, error) {
	key, err := otp.NewKeyFromURL(fmt.Sprintf("otpauth://totp/%s:%s?secret=%s&issuer=%s&digits=6&period=%d&algorithm=SHA1", issuer, name, secret, issuer, stepTime))
	if err != nil {
		return nil, fmt.Errorf("address of one-time codes: %w", err)
	}
	return key.Image(size, size)
}

// CheckTOTP gives the step of a code that is right now, 0 for one that is wrong.
// A step that was used before, or an earlier one, counts no more: a code read
// over somebody's shoulder is worth nothing.
func CheckTOTP(secret, code string, used int64, now time.Time) int64 {
	code = strings.ReplaceAll(strings.TrimSpace(code), " ", "")
	at := now.Unix() / stepTime
	for step := at - drift; step <= at+drift; step++ {
		if step <= used {
			continue
		}
		want, err := hotp.GenerateCodeCustom(secret, uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return step
		}
	}
	return 0
}
