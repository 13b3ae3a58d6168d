# make run    opens the demonstration in the browser's reach
# make test   lint, then every test on SQLite and every test on PostgreSQL
# make hunt   the verbs of a quarter in orders nobody thought of, other ones each time (SEED=… again)
# make lint   style, migrations, deployment checks
# make bench  builds a city and measures, as ratios (docs/benchmarks.md)
# make clean  takes away what make made; the database stays

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)

python := .venv/bin/python
install := $(python) -m pip install --quiet --disable-pip-version-check

.PHONY: run test hunt lint browser bench clean
.DELETE_ON_ERROR:

run: export DEMO := $(or $(DEMO),$(DEBUG),on)
run: export ALLOWED_HOSTS := $(or $(ALLOWED_HOSTS),localhost 127.0.0.1 [::1] $(filter-out 0.0.0.0 ::,$(HOST)))
run: .venv/requirements.txt
	@$(python) manage.py migrate --verbosity 0
	@$(python) manage.py load_reports
	@$(python) manage.py demo_people || true
	@echo "http://$(HOST):$(PORT)/ 에서 열립니다. 멈추려면 Ctrl+C를 누르십시오."
	@$(python) manage.py runserver $(HOST):$(PORT)

test: lint browser
	@$(python) -m tests

hunt: .venv/requirements-dev.txt
	@$(python) -m pytest tests/budgets/test_machine.py -k whatever --hypothesis-profile=hunt \
		$(if $(SEED),--hypothesis-seed=$(SEED)) --database=$(or $(DATABASE),sqlite)

# The deployment checks read the settings as an installation would set them.
lint: .venv/requirements-dev.txt
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@DEBUG=on DATABASE_URL=sqlite:///.venv/lint.sqlite3 $(python) manage.py makemigrations --check --dry-run
	@DEBUG=off HTTPS=on ALLOWED_HOSTS=budget.example.kr CSRF_TRUSTED_ORIGINS=https://budget.example.kr \
		SECRET_KEY=$$($(python) -c 'import secrets; print(secrets.token_urlsafe(50))') \
		DATABASE_URL=sqlite:///.venv/lint.sqlite3 \
		$(python) manage.py check --deploy --fail-level WARNING

browser:
	@tests/install-browser

bench: .venv/requirements-dev.txt
	@$(python) -m bench

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis staticfiles
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: copies of what was installed, so that a second run does not ask pip again.
.venv/requirements.txt: requirements.txt | $(python)
	@echo "필요한 패키지를 설치합니다. 처음에는 1분쯤 걸립니다."
	@$(install) -r requirements.txt
	@cp requirements.txt $@

.venv/requirements-dev.txt: requirements-dev.txt requirements.txt | $(python)
	@echo "시험에 필요한 패키지를 설치합니다. 처음에는 1분쯤 걸립니다."
	@$(install) -r requirements-dev.txt
	@cp requirements-dev.txt $@

$(python):
	@test -n "$(PYTHON)" || { echo "Python 3.11 이상이 필요합니다. 있는 곳을 PYTHON=/경로/python3 으로 알려 주십시오."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON): Python 3.11 이상이 필요합니다."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python의 venv가 없습니다. 먼저 설치하십시오: sudo apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv --clear .venv
