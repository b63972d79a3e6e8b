# `make run` and `make test` do all of their own set-up on a bare Debian or Ubuntu with Python 3.11 or newer.
.PHONY: run test bench soak screenshots messages requirements clean

PYTHON = .venv/bin/python

run:
	@sh tools/set_up.sh run
	@$(PYTHON) tools/run_demo.py

test:
	@sh tools/set_up.sh test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) tools/translations.py check
	$(PYTHON) -m pytest -n 2 --dist loadfile -m "not soak"

bench:
	@sh tools/set_up.sh test
	@for script in $$(ls benchmarks/*.py | grep -v common.py); do $(PYTHON) $$script || exit 1; done

soak:
	@sh tools/set_up.sh test
	HYPOTHESIS_PROFILE=explore $(PYTHON) -m pytest -m soak --timeout 3600

# Every page, light and dark, Russian and English, in two sizes, into build/screenshots.
screenshots:
	@sh tools/set_up.sh test
	$(PYTHON) -m tools.screenshots

# After a change of texts: collects them into the catalogues, then shows what waits for a translation.
messages:
	@sh tools/set_up.sh test
	$(PYTHON) tools/translations.py update

# After a change of dependencies in pyproject.toml: pins them again, for every system, without any index address.
requirements:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra build pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra build --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf build .venv
