"""What is made of a picture, without a server."""

import io

import pytest
from PIL import Image

from server.domain.errors import Invalid
from server.photos import picture as limits
from server.photos.picture import BUDGETS, make_picture
from tests.photos.pictures import encoded, gradient, jpeg, png_bomb

pytestmark = pytest.mark.slow


def opened(image: bytes) -> Image.Image:
    return Image.open(io.BytesIO(image))


def test_a_photo_is_made_in_three_widths_within_their_weights() -> None:
    """15 KB for the list, 40 and 80 for the sheet, as WebP, never wider than asked and never enlarged."""
    made = make_picture(jpeg(), "image/jpeg", "photo")
    assert {form: opened(image).size for form, image in made.forms.items()} == {
        "320.webp": (320, 240),
        "640.webp": (640, 480),
        "1200.webp": (1200, 900),
    }
    assert {opened(image).format for image in made.forms.values()} == {"WEBP"}
    weights = {"320.webp": 15 * 1024, "640.webp": 40 * 1024, "1200.webp": 80 * 1024}
    assert dict(BUDGETS) == weights
    assert all(len(image) <= weights[form] for form, image in made.forms.items())
    small = make_picture(encoded(gradient(200, 100), "PNG"), "image/png", "photo")
    assert {opened(image).size for image in small.forms.values()} == {(200, 100)}


@pytest.mark.slow
def test_noise_is_made_smaller_until_it_fits() -> None:
    """What no quality brings under the weight loses pixels."""
    noise = Image.effect_noise((600, 600), 120).convert("RGB")
    made = make_picture(encoded(noise, "JPEG"), "image/jpeg", "photo")
    assert all(len(image) <= BUDGETS[form] for form, image in made.forms.items())
    assert all(opened(image).width < 600 for image in made.forms.values())


def test_a_photo_is_turned_upright_and_says_nothing_of_place_and_camera() -> None:
    """Orientation 6 is a quarter turn: what was left is at the top. No EXIF, XMP or profile is left."""
    raw = jpeg(800, 600, orientation=6)
    assert b"SpyCam" in raw
    made = make_picture(raw, "image/jpeg", "photo")
    large = opened(made.forms["1200.webp"])
    assert large.size == (600, 800)
    top, bottom = large.convert("RGB").getpixel((300, 40)), large.convert("RGB").getpixel((300, 760))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > top[2]
    assert bottom[2] > bottom[0]
    for image in made.forms.values():
        assert not opened(image).info.keys() & {"exif", "xmp", "icc_profile"}
        assert b"SpyCam" not in image
        assert b"EXIF" not in image


def test_the_name_is_made_of_the_content() -> None:
    """The same picture has the same name, another one another."""
    first, again = (make_picture(jpeg(), "image/jpeg", "photo").digest for _ in range(2))
    other = make_picture(jpeg(1600, 1000), "image/jpeg", "photo").digest
    assert first == again
    assert len(first) == 24
    assert first != other


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_kind_of_colours_becomes_a_photo(mode: str) -> None:
    """Grey, palettes, transparency, print colours and 16 bits; what is transparent is white."""
    source = Image.new("I;16", (100, 80), 40_000) if mode == "I;16" else gradient(100, 80).convert(mode)
    encoding = "JPEG" if mode == "CMYK" else "PNG"
    media = "image/jpeg" if mode == "CMYK" else "image/png"
    made = make_picture(encoded(source, encoding), media, "photo")
    assert opened(made.forms["320.webp"]).mode == "RGB"
    clear = Image.new("RGBA", (100, 80), (255, 0, 0, 0))
    white = opened(make_picture(encoded(clear, "PNG"), "image/png", "photo").forms["320.webp"])
    assert white.getpixel((50, 40)) == (255, 255, 255)


def test_a_logo_is_a_square_that_keeps_its_transparency() -> None:
    """In both sizes that home screens want; a cover has a preview that chats can show."""
    wide = Image.new("RGBA", (400, 100), (200, 0, 0, 255))
    made = make_picture(encoded(wide, "PNG"), "image/png", "logo")
    icon = opened(made.forms["192.png"])
    assert (icon.format, icon.size, icon.mode) == ("PNG", (192, 192), "RGBA")
    assert opened(made.forms["512.png"]).size == (512, 512)
    assert icon.getpixel((96, 5)) == (255, 255, 255, 0)
    assert icon.getpixel((96, 96)) == (200, 0, 0, 255)
    cover = make_picture(jpeg(), "image/jpeg", "cover")
    assert set(cover.forms) == {"320.webp", "640.webp", "1200.webp", "1200.jpg"}
    assert opened(cover.forms["1200.jpg"]).format == "JPEG"


def test_a_photographed_logo_keeps_its_weight() -> None:
    """40 and 250 KB: even noise is brought to fewer colours, with or without transparency; a drawn one keeps all of its own."""
    noise = Image.effect_noise((900, 900), 200).convert("RGB")
    noise = Image.merge(
        "RGB", (noise.getchannel(0), noise.getchannel(1).rotate(90), noise.getchannel(2).rotate(180))
    )
    clear = noise.copy()
    clear.putalpha(Image.effect_noise((900, 900), 200))
    for image in (noise, clear):
        made = make_picture(encoded(image, "PNG"), "image/png", "logo")
        assert len(made.forms["192.png"]) <= 40 * 1024
        assert len(made.forms["512.png"]) <= 250 * 1024
        assert {opened(form).format for form in made.forms.values()} == {"PNG"}
    drawn = make_picture(encoded(gradient(600, 600), "PNG"), "image/png", "logo")
    assert opened(drawn.forms["192.png"]).mode == "RGB"


def test_a_phones_picture_of_several_is_its_first() -> None:
    """Phones put a second picture behind a JPEG for depth or brightness: what is seen is the first."""
    first, second = Image.new("RGB", (600, 400), (200, 0, 0)), Image.new("RGB", (64, 64), (0, 0, 200))
    target = io.BytesIO()
    first.save(target, "MPO", save_all=True, append_images=[second])
    photo = opened(make_picture(target.getvalue(), "image/jpeg", "photo").forms["640.webp"])
    logo = opened(make_picture(target.getvalue(), "image/jpeg", "logo").forms["512.png"])
    for made in (photo, logo):
        red, _, blue = made.convert("RGB").resize((3, 3)).tobytes()[12:15]
        assert red > 150 > blue


GOOD = jpeg(400, 300)


@pytest.mark.parametrize(
    ("raw", "media", "reason"),
    [
        (b"", "image/jpeg", "is not a picture"),
        (b"<svg onload='alert(1)'/>", "image/png", "is not a picture"),
        (b"GIF89a" + b"\0" * 100, "image/png", "is not a picture"),
        (GOOD[: len(GOOD) // 2], "image/jpeg", "is broken or ends too early"),
        (GOOD, "image/png", "is JPEG, not PNG"),
        (png_bomb(30_000), "image/png", "has 30000 × 30000 pixels"),
        (png_bomb(5_001), "image/png", "at most 25 million"),
        (png_bomb(31), "image/png", "shows nothing"),
        (png_bomb(1_000), "image/png", "is broken or ends too early"),
    ],
)
def test_what_is_no_good_picture_is_refused_with_the_reason(raw: bytes, media: str, reason: str) -> None:
    """Empty, another format, cut off, mislabelled, a bomb, too small: nothing is read before its size is known."""
    with pytest.raises(Invalid) as refused:
        make_picture(raw, media, "photo")
    assert reason in str(refused.value.errors)


def test_a_picture_of_many_scans_is_refused_before_it_is_read() -> None:
    """Each scan of a progressive JPEG goes over every pixel, and takes 70 bytes: 10 MB of them would take hours."""
    target = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(target, "JPEG", progressive=True)
    raw = target.getvalue()
    scan, scans = raw[raw.rindex(b"\xff\xda") : -2], raw.count(b"\xff\xda")
    most = raw[:-2] + scan * (64 - scans) + raw[-2:]
    assert make_picture(most, "image/jpeg", "photo").forms
    with pytest.raises(Invalid) as caught:
        make_picture(most[:-2] + scan + raw[-2:], "image/jpeg", "photo")
    ((field, message),) = caught.value.errors
    assert (field, "more than 64 scans" in message) == ("body", True)


def test_the_largest_and_smallest_sizes_that_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly as many pixels as allowed are read, and 32 a side."""
    monkeypatch.setattr(limits, "MAX_PIXELS", 20_000)
    make_picture(encoded(gradient(200, 100), "PNG"), "image/png", "photo")
    with pytest.raises(Invalid):
        make_picture(encoded(gradient(201, 100), "PNG"), "image/png", "photo")
    make_picture(encoded(gradient(32, 32), "PNG"), "image/png", "photo")
