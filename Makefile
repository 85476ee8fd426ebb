# Everything a person or a machine does with the source, in one list: `make help`.

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

# The checkers have a module file of their own: what they are made of is no part
# of the program.
TOOL := go tool -modfile=scripts/lint.mod

# What the front end is built from; its product is the manifest, written last.
FRONT_END := pages/dist/manifest.json
FRONT_END_SOURCES := pages/build.mjs pages/package.json \
	$(shell find pages/scripts pages/styles -type f 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help demo build test test-fast bench lint vulncheck clean test-needs go-build

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## build, then serve the sample town on 127.0.0.1:8080
	bin/hoctap demo

build: $(FRONT_END) go-build ## build bin/hoctap, front end included

test: test-needs $(FRONT_END) ## run every test, name what could not run; in CI that is a failure
	scripts/test

test-fast: $(FRONT_END) ## run what needs neither PostgreSQL nor Chromium nor patience
	go test -short ./...

bench: build ## measure the bounds the project promises, as ratios in one run
	@mkdir -p build
	go test -run '^$$' -bench Bound -benchtime 5x ./internal/cli
	go test -run '^$$' -bench Bound -benchtime 40x ./internal/store
	go run ./internal/testkit/load -bin bin/hoctap -db build/bench.db

lint: $(FRONT_END) vulncheck ## check format, go vet, staticcheck, the TypeScript, known vulnerabilities
	scripts/check-format
	go vet ./...
	$(TOOL) staticcheck ./...
	npm run --silent --prefix pages check

vulncheck: $(FRONT_END) ## look for known vulnerabilities in what we use; says so where the list is out of reach
	scripts/vulncheck

clean: ## remove everything that was built
	rm -rf bin build pages/node_modules
	find pages/dist -mindepth 1 ! -name .keep -delete

test-needs:
	scripts/install-test-needs

# After the front end even with -j, since the program embeds it. Whether anything
# has to be built again the go command knows best. Without cgo the program runs on
# any Linux of its architecture, whatever C library that has. The version is ours,
# since stamping by the go command fails in a checkout that another user owns.
go-build: $(FRONT_END)
	CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-X hoctap/internal/cli.version=$(VERSION)" -o bin/hoctap ./cmd/hoctap

$(FRONT_END): $(FRONT_END_SOURCES) pages/node_modules/.stamp
	npm run --silent --prefix pages build

# `npm ci` empties the folder first, so a stamp inside tells the truth.
pages/node_modules/.stamp: pages/package.json pages/package-lock.json
	npm ci --prefix pages --no-audit --no-fund
	touch $@
