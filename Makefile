# Kith: build, run, test, measure. `make help` lists the targets.
# Everything works in a fresh clone; CARGO_TARGET_DIR is honoured where it is set.

SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

TARGET := $(or $(CARGO_TARGET_DIR),target)
KITH := $(TARGET)/release/kith
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)
ARGS ?=

.PHONY: help run build ui test bench bench-ui screenshots format api

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build everything and serve on 127.0.0.1:8080 from ./kith-data (ARGS="--listen …" for more)
	@exec $(KITH) serve $(ARGS)

build: ui ## one release binary with the UI in it: target/release/kith
	@scripts/say "Building the binary (the first time takes several minutes)"
	@cargo build --release --locked --package kith
	@if [ "$(TARGET)" != target ]; then mkdir -p target/release && ln -sf "$$(realpath $(KITH))" target/release/kith; fi
	@scripts/say "Built target/release/kith"

ui: web/dist/index.html ## only the browser UI: web/dist

web/dist/index.html: web/node_modules/.installed $(WEB_SOURCES)
	@scripts/say "Building the UI"
	@npm --prefix web run build
	@touch $@

web/node_modules/.installed: web/package.json web/package-lock.json
	@scripts/install build
	@scripts/npm-ci web

test: ## everything: format, lints, tests on both databases, UI, journeys in a browser
	@scripts/test

bench: build ## measure S and L (ARGS="--size xl" for the large one) and write bench/RESULTS.md
	@$(KITH) bench --out bench/RESULTS.md $(ARGS)

bench-ui: build ## measure how quickly the screen answers at L, in a browser, into bench/RESULTS.md
	@scripts/install test
	@scripts/npm-ci e2e
	@KITH_BIN=$(KITH) node e2e/speed.mjs

screenshots: build ## renew docs/images from the running program
	@scripts/install test
	@scripts/npm-ci e2e
	@node e2e/screenshots.mjs

format: web/node_modules/.installed ## format Rust and TypeScript
	@cargo fmt --all
	@npm --prefix web run format

api: ## renew the OpenAPI snapshot and the UI's client after a deliberate change
	@scripts/renew-api
