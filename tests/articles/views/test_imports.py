"""The pages of imports."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.actions import importing
from articles.models import ImportFile, ImportItem, ImportRun

TEXT = b"The bridge at Tessel\n\nThe bridge is 90 metres long. It opened in 1931.\n"


def at(name, *args):
    return reverse(name, args=["economy", *args])


def upload(browser, *files, **fields):
    return browser.post(at("import_upload"), {"upload": list(files), "format": "auto", **fields})


def settle(run):
    for file in ImportFile.objects.filter(run=run):
        for item in importing.read_file(file.pk):
            importing.import_item(item)
    importing.finish(run.pk)
    run.refresh_from_db()
    return run


@pytest.fixture
def mixed(desk, editor):
    """A finished run of one article and one refused file."""
    files = [importing.IncomingFile("a.txt", TEXT), importing.IncomingFile("empty.txt", b"")]
    return settle(importing.start(desk=desk, by=editor, files=files))


def test_an_editor_uploads_files_and_sees_the_run(signed_in, editor, desk):
    files = [SimpleUploadedFile("a.txt", TEXT), SimpleUploadedFile("b.txt", TEXT + b"More of it.")]
    answer = upload(signed_in(editor), *files, source="Harbour Post")
    run = ImportRun.objects.get()
    assert answer["Location"] == at("import_run", run.pk)
    assert (run.desk, run.started_by, run.source_name) == (desk, editor, "Harbour Post")
    assert list(run.files.order_by("position").values_list("name", flat=True)) == ["a.txt", "b.txt"]


def test_an_upload_rings_for_the_run(signed_in, editor, desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as rung:
        upload(signed_in(editor), SimpleUploadedFile("a.txt", TEXT))
    assert len(rung) == 1


def test_without_a_file_the_form_comes_back_with_the_reason(signed_in, editor, desk):
    answer = upload(signed_in(editor), source="Harbour Post")
    assert answer.status_code == 422
    assert "Choose at least one file to import." in answer.text
    assert 'value="Harbour Post"' in answer.text
    assert ImportRun.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"format": "pages"}, "Select a valid choice"), ({"source": "x" * 201}, "at most 200 characters")],
)
def test_a_bad_field_is_named(signed_in, editor, desk, fields, said):
    answer = upload(signed_in(editor), SimpleUploadedFile("a.txt", TEXT), **fields)
    assert answer.status_code == 422
    assert said in answer.text


def test_an_oversized_file_and_an_empty_one_are_refused_by_name_and_the_rest_goes_on(
    signed_in, editor, desk, settings
):
    settings.IMPORT_MAX_BYTES = 200
    files = [
        SimpleUploadedFile("big.txt", b"x" * 201),
        SimpleUploadedFile("empty.txt", b""),
        SimpleUploadedFile("a.txt", TEXT),
    ]
    upload(signed_in(editor), *files)
    run = settle(ImportRun.objects.get())
    refused = dict(run.items.filter(outcome="refused").values_list("locator", "reason"))
    assert refused == {
        "big.txt": "the file has 201 bytes; the most that is read is 200",
        "empty.txt": "the file is empty",
    }
    assert (run.state, run.created) == ("PARTIAL", 1)


def test_a_run_that_is_not_finished_asks_again_every_two_seconds(signed_in, checker, desk, editor):
    run = importing.start(desk=desk, by=editor, files=[importing.IncomingFile("a.txt", TEXT)])
    browser = signed_in(checker)
    page = browser.get(at("import_run", run.pk))
    assert 'hx-trigger="every 2s"' in page.text
    assert "1 file still to be read" in page.text
    part = browser.get(at("import_run", run.pk), headers={"HX-Request": "true"})
    assert part.text.strip().startswith('<div id="run"')
    settle(run)
    part = browser.get(at("import_run", run.pk), headers={"HX-Request": "true"})
    assert "hx-trigger" not in part.text


def test_a_run_names_each_refused_item_with_place_and_reason(signed_in, checker, mixed):
    page = signed_in(checker).get(at("import_run", mixed.pk))
    assert page.context["shown"].outcome == "refused"
    assert [(item.locator, item.reason) for item, _ in page.context["shown"].rows] == [
        ("empty.txt", "the file is empty")
    ]
    assert "The file is empty" in page.text


def test_the_articles_of_a_run_are_listed_by_title(signed_in, checker, mixed):
    page = signed_in(checker).get(at("import_run", mixed.pk), {"outcome": "created"})
    item = ImportItem.objects.get(outcome="created")
    assert [title for _, title in page.context["shown"].rows] == ["The bridge at Tessel"]
    assert at("article", item.article_id) in page.text


def test_an_outcome_that_does_not_exist_is_refused(signed_in, checker, mixed):
    assert signed_in(checker).get(at("import_run", mixed.pk), {"outcome": "lost"}).status_code == 400


def test_the_list_shows_each_run_and_its_counts(signed_in, checker, mixed, django_assert_num_queries):
    browser = signed_in(checker)
    browser.get(at("imports"))
    with django_assert_num_queries(4):
        page = browser.get(at("imports"))
    assert list(page.context["page"].rows) == [mixed]
    assert "Partly refused" in page.text


def test_the_queries_of_a_run_do_not_grow_with_its_items(
    signed_in, checker, desk, editor, django_assert_num_queries
):
    files = [importing.IncomingFile(f"{n}.txt", TEXT + str(n).encode()) for n in range(8)]
    run = settle(importing.start(desk=desk, by=editor, files=files))
    browser = signed_in(checker)
    browser.get(at("import_run", run.pk))
    with django_assert_num_queries(6):
        page = browser.get(at("import_run", run.pk), {"outcome": "all"})
    assert len(page.context["shown"].rows) == 8


def test_an_empty_list_says_why_and_names_the_next_action(signed_in, checker, editor, desk):
    assert "An editor of this desk hands over files" in signed_in(checker).get(at("imports")).text
    assert at("import_upload") in signed_in(editor).get(at("imports")).text


def test_only_editors_import_and_foreign_runs_are_not_found(signed_in, reader, checker, stranger, mixed):
    for user in (reader, checker):
        assert signed_in(user).get(at("import_upload")).status_code == 403
        assert upload(signed_in(user), SimpleUploadedFile("a.txt", TEXT)).status_code == 403
    foreign = reverse("import_run", args=["city", mixed.pk])
    assert signed_in(stranger).get(foreign).status_code == 404
