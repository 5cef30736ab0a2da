"""The Opur example with stakes that were missing when it was published: sites with corrections, signed or not."""

from program import OPUR, copy, publish, run

ACCOUNT = "0x0De76355048fA83c8DCAFF18DA26857aFFC8e754"
REASON = "A stake was missing in the ledger."
TRANSACTION = "0xffffd48aefe9a299a8516566bda631f2db2f9358d272e9af701fa0da1408bdf1"


def late_stake(books, time, block):
    with (books / "ledgers" / "staking.csv").open("a") as ledger:
        ledger.write(f"{time},{block},{TRANSACTION},1,{ACCOUNT},Staked,1000000\n")


def published(folder, is_signed=True):
    """Books and the site of all epochs, without a correction."""
    books = copy(OPUR, folder / "books")
    settings = books / "revshare.yaml"
    text = settings.read_text()
    key = "\nlog:\n  key: own.key\n"
    (books / "log-checkpoint").unlink(missing_ok=True)
    # The example may name a key of its own.
    before, found, _ = text.partition("\nlog:\n")
    assert not found or "\n  key:" in text[len(before):], "the settings of the log stand last"
    settings.write_text(before + (key if is_signed else "\n"))
    if is_signed:
        made = run("key", "new", "--name", "opur.example/own", "-o", books / "own.key")
        assert made.returncode == 0, made.stderr
    publish(books, folder / "site", key=list)
    return books, folder / "site"


def correct(books, site, epoch, *options, reason=REASON):
    finished = run("correct", "--books", books, "--site", site, "--epoch", epoch, "--reason", reason, "--quiet", *options)
    assert finished.returncode == 0, finished.stderr
    return finished


def adjusted(folder, reason=REASON, is_signed=True):
    """Epochs 3 and 4 are corrected; differences are settled in the next one."""
    books, site = published(folder, is_signed)
    late_stake(books, "2026-09-10T12:00:00Z", 25800000)
    correct(books, site, 3, reason=reason)
    correct(books, site, 4, reason=reason)
    return site


def replaced(folder, reason=REASON):
    """The claims of epoch 4 are replaced by those of its correction."""
    books, site = published(folder)
    late_stake(books, "2026-10-10T12:00:00Z", 25900000)
    correct(books, site, 4, "--replace", reason=reason)
    return site
