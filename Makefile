# Everything installs what it needs by itself; see README.md.
SHELL := /bin/bash
.DEFAULT_GOAL := help
RELEASE := .build/release/revshare
MEASUREMENTS := .build/release/EngineMeasurements

.PHONY: help demo test fuzz lint site web bench bench-check bench-baseline measurements setup-build
.PHONY: bench-scale setup-test setup-bench setup-engines test-engines release

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | column -t -s "$$(printf '\t')"

setup-build: ## Install the C libraries of the build (Debian)
	@.ci/setup build

setup-test: setup-build ## Install the test tools too: Chromium and Python packages in .venv
	@.ci/setup test

setup-engines: setup-test
	@.ci/setup engines

release: setup-build ## Build the release binary
	@echo "Building the release binary (about two minutes the first time)"
	swift build --configuration release --product revshare

demo: release ## Publish the Opur example to demo/ and say where to look
	@.ci/demo $(RELEASE)

test: setup-test ## Run all tests
	@.ci/test

test-engines: release setup-engines ## Run the queries of revshare sql on DuckDB, PostgreSQL and Spark (Java)
	REVSHARE_BINARY=$(CURDIR)/$(RELEASE) REVSHARE_SPARK=1 .venv/bin/python -m pytest -q -p no:cacheprovider \
	  Tests/Independent/test_sql_engines.py

fuzz: ## Run every reader of files on inputs made up by libFuzzer, FUZZ_SECONDS (60) each
	@.ci/fuzz

lint: ## Check formatting and layers
	swift format lint --strict --recursive --parallel Package.swift Benchmarks Fuzz Plugins \
	  Sources Tests
	.ci/check-layers

site: release ## Publish the example in site/ again
	@.ci/publish-example $(RELEASE) site

web: ## Compile the page's verifier again (templates/assets/claim-verifier.wasm)
	@.ci/build-web templates/assets/claim-verifier.wasm

measurements: release
	swift build --configuration release --product EngineMeasurements

setup-bench: setup-build ## Install the tools of the benchmarks too: valgrind, and DuckDB in .venv-bench
	@.ci/setup bench

bench: measurements setup-test ## Measure the engine, publishing, and Python on the same claims (CLAIMS=10000000)
	@.venv/bin/python Benchmarks/run.py $(RELEASE) $(MEASUREMENTS) $(if $(CLAIMS),--claims $(CLAIMS)) $(BENCH)

bench-scale: release setup-test setup-bench ## Measure books of 10k to 1M holders (SCALE=10000000), beside DuckDB and Python
	@.venv/bin/python Benchmarks/scale.py $(RELEASE) --python .venv-bench/bin/python \
	  $(if $(SCALE),--holders $(SCALE)) $(BENCH)

bench-check: setup-bench measurements ## Count the instructions of the hot paths; fails above the baseline
	@python3 Benchmarks/check.py $(RELEASE) $(MEASUREMENTS)

bench-baseline: setup-bench measurements ## Write the baseline of instructions again
	@python3 Benchmarks/check.py $(RELEASE) $(MEASUREMENTS) --write
