//! Small pictures of pictures. What is decoded is hostile: how large it claims to be is looked at first.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use kith_engine::{Error, Result};

/// The longest side of a thumbnail, in pixels.
const SIDE: u32 = 320;
/// The longest side and the most pixels of a picture that is decoded.
const LONGEST: u32 = 16_384;
const PIXELS: u64 = 40_000_000;
const MEMORY: u64 = 256 * 1024 * 1024;

/// A PNG of at most 320 pixels of a picture, turned as the camera was held.
///
/// # Errors
/// [`Error::Refused`] with `no_thumbnail` for what is no picture, broken, or too large to be looked at.
pub fn thumbnail(content: &[u8]) -> Result<Vec<u8>> {
    let refused = |_| Error::refused("no_thumbnail");
    let mut reader = ImageReader::new(Cursor::new(content)).with_guessed_format().map_err(Error::internal)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || width > LONGEST || height > LONGEST {
        return Err(Error::refused("no_thumbnail"));
    }
    let orientation = decoder.orientation().map_err(refused)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(refused)?;
    let mut small = if width.max(height) > SIDE { picture.thumbnail(SIDE, SIDE) } else { picture };
    small.apply_orientation(orientation);
    let mut out = Cursor::new(Vec::new());
    // Whatever it was (16 bits, CMYK), eight bits a channel are enough.
    DynamicImage::from(small.to_rgba8()).write_to(&mut out, ImageFormat::Png).map_err(Error::internal)?;
    Ok(out.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    }

    #[test]
    fn a_large_picture_becomes_small_and_a_small_one_stays() {
        let size = |bytes: &[u8]| {
            let seen = image::load_from_memory(bytes).unwrap();
            (seen.width(), seen.height())
        };
        assert_eq!(size(&thumbnail(&png(1_000, 500)).unwrap()), (320, 160));
        assert_eq!(size(&thumbnail(&png(20, 10)).unwrap()), (20, 10));
    }

    #[test]
    fn a_picture_that_claims_to_be_huge_is_not_decoded() {
        // The head of a PNG says 60,000 × 60,000 pixels; there is hardly anything behind it.
        let mut bytes = png(1, 1);
        bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
        for bytes in [bytes.as_slice(), b"no picture", b"", &png(400, 400)[..60]] {
            assert!(matches!(thumbnail(bytes), Err(Error::Refused { code: "no_thumbnail", .. })));
        }
    }
}
