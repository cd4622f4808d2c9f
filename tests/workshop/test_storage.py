"""Private storage: whole files or none, no address, and nobody else on the machine may read them."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from workshop.checks import check_private_storage
from workshop.storage import DurableFileSystemStorage, incoming_folder, save_durably


@pytest.fixture
def storage(tmp_path):
    return DurableFileSystemStorage(location=tmp_path / "private", file_permissions_mode=0o600)


@pytest.mark.engine
def test_a_private_file_has_no_address(storage):
    name = save_durably(storage, "class/photo.jpg", ContentFile(b"pixels"))
    with pytest.raises(NotImplementedError):
        storage.url(name)
    with pytest.raises(NotImplementedError):
        storages["private"].url(name)


@pytest.mark.engine
def test_only_the_sites_user_may_read_a_private_file(storage):
    name = save_durably(storage, "class/photo.jpg", ContentFile(b"pixels"))
    path = Path(storage.path(name))
    assert path.read_bytes() == b"pixels"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.engine
def test_only_the_sites_user_may_see_what_is_coming_in(storage):
    folder = incoming_folder(storage)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.engine
def test_a_file_that_breaks_off_leaves_nothing_behind(storage):
    class Broken(BytesIO):
        def read(self, size=-1):
            raise OSError("the line is cut")

    with pytest.raises(OSError, match="line is cut"):
        save_durably(storage, "class/photo.jpg", Broken(b"whole"))
    assert not storage.exists("class/photo.jpg")
    assert list(Path(storage.path("class")).iterdir()) == []


@pytest.mark.engine
def test_a_file_is_synced_before_it_gets_its_name_and_the_folder_after(storage, monkeypatch):
    steps = []
    real_sync, real_replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("sync"), real_sync(handle)))
    monkeypatch.setattr(os, "replace", lambda a, b: (steps.append("name"), real_replace(a, b)))
    Path(storage.location).mkdir()
    storage.save("photo.jpg", ContentFile(b"pixels"))
    assert steps == ["sync", "name", "sync"]


@pytest.mark.engine
def test_the_house_as_it_stands_keeps_private_storage_private():
    assert check_private_storage(None) == []


@pytest.mark.engine
@pytest.mark.parametrize("place", ["media", "media/inside", "."])
def test_private_storage_beside_public_files_is_an_error(settings, tmp_path, place):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = _private_at("workshop.storage.DurableFileSystemStorage", tmp_path / place, settings.STORAGES)
    assert "house.E002" in {problem.id for problem in check_private_storage(None)}


@pytest.mark.engine
def test_a_storage_that_gives_addresses_is_an_error(settings, tmp_path):
    settings.STORAGES = _private_at("django.core.files.storage.FileSystemStorage", tmp_path / "p", settings.STORAGES)
    assert [problem.id for problem in check_private_storage(None)] == ["house.E001"]


def _private_at(backend, place, others):
    return {**others, "private": {"BACKEND": backend, "OPTIONS": {"location": str(place)}}}
