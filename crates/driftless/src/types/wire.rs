//! Postgres' binary form of a value: what it sends for a column and takes for a bind.
//!
//! *Invariant:* bytes that are too few, too many or out of range are an error, never a panic.

use std::io::{self, Write};

type Error = Box<dyn std::error::Error + Send + Sync>;

/// A value with a binary form.
pub(crate) trait Wire: Sized {
    fn read(bytes: &mut Bytes<'_>) -> Result<Self, Error>;
    fn write(&self, out: &mut impl Write) -> io::Result<()>;
}

/// The bytes of a value that are not read yet.
pub(crate) struct Bytes<'v>(&'v [u8]);

impl<'v> Bytes<'v> {
    pub(crate) fn of(bytes: &'v [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) fn take(&mut self, count: usize) -> Result<&'v [u8], Error> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .ok_or("the value ends early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        Ok(self.take(N)?.try_into()?)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Error> {
        self.array().map(u8::from_be_bytes)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, Error> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn i32(&mut self) -> Result<i32, Error> {
        self.array().map(i32::from_be_bytes)
    }

    pub(crate) fn i64(&mut self) -> Result<i64, Error> {
        self.array().map(i64::from_be_bytes)
    }

    pub(crate) fn f64(&mut self) -> Result<f64, Error> {
        self.array().map(f64::from_be_bytes)
    }

    /// A number of things to follow.
    pub(crate) fn count(&mut self) -> Result<usize, Error> {
        Ok(usize::try_from(self.i32()?)?)
    }

    /// A text that ends with a zero.
    pub(crate) fn text_to_zero(&mut self) -> Result<String, Error> {
        let end = self
            .0
            .iter()
            .position(|byte| *byte == 0)
            .ok_or("the text has no end")?;
        let text = std::str::from_utf8(self.take(end)?)?.to_owned();
        self.take(1)?;
        Ok(text)
    }

    /// Whatever is left, as text.
    pub(crate) fn text(&mut self) -> Result<String, Error> {
        Ok(std::str::from_utf8(self.take(self.0.len())?)?.to_owned())
    }

    pub(crate) fn end(&self) -> Result<(), Error> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err("the value is longer than its type".into())
        }
    }
}

/// A number of things to follow.
pub(crate) fn write_count(count: usize, out: &mut impl Write) -> io::Result<()> {
    let count = i32::try_from(count).map_err(io::Error::other)?;
    out.write_all(&count.to_be_bytes())
}

/// A text that ends with a zero, and so cannot hold one.
pub(crate) fn write_to_zero(text: &str, out: &mut impl Write) -> io::Result<()> {
    if text.contains('\0') {
        return Err(io::Error::other("Postgres' texts hold no zero"));
    }
    out.write_all(text.as_bytes())?;
    out.write_all(&[0])
}
