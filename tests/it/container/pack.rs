//! Packs zip archives as other programs do, and as no honest program does.

use essaim_bundle::{Archive, Limits, Refusal};

/// An entry to pack, stored. What is `None` is true to the data.
#[derive(Clone, Default)]
pub(super) struct Member {
    pub(super) name: Vec<u8>,
    pub(super) local_name: Option<Vec<u8>>,
    pub(super) data: Vec<u8>,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) date: u32,
    pub(super) crc: Option<u32>,
    pub(super) size: Option<u32>,
    pub(super) compressed: Option<u32>,
    pub(super) attributes: u32,
    pub(super) extra: Vec<u8>,
    pub(super) comment: Vec<u8>,
    pub(super) offset: Option<u32>,
    /// Sizes after the data.
    pub(super) descriptor: bool,
    /// Bytes before the entry that belong to nothing.
    pub(super) gap: Vec<u8>,
}

impl Member {
    pub(super) fn new(name: &str, data: &[u8]) -> Self {
        Self {
            name: name.into(),
            data: data.to_vec(),
            ..Self::default()
        }
    }
}

/// The entries of an archive, mimetype first, as they were before packing.
pub(super) fn unpack(archive: &[u8]) -> Vec<Member> {
    let archive = Archive::open(archive, &Limits::NETWORK).expect("an archive to start from");
    let unpack_one = |entry| {
        let mut data = Vec::new();
        let keep = |piece: &[u8]| {
            data.extend_from_slice(piece);
            Ok::<(), Refusal>(())
        };
        archive.stream(entry, keep).expect("an entry to start from");
        Member::new(&entry.name, &data)
    };
    archive.entries().iter().map(unpack_one).collect()
}

pub(super) fn pack(members: &[Member]) -> Vec<u8> {
    pack_with_comment(members, b"")
}

pub(super) fn pack_with_comment(members: &[Member], comment: &[u8]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        out.extend_from_slice(&member.gap);
        let offset = member.offset.unwrap_or(out.len() as u32);
        local(member, &mut out);
        central(member, offset, &mut directory);
    }
    let (offset, size) = (out.len() as u32, directory.len() as u32);
    out.extend_from_slice(&directory);
    let count = members.len() as u16;
    put(&mut out, &[0x0605_4b50], &[0, 0, count, count]);
    put(&mut out, &[size, offset], &[comment.len() as u16]);
    out.extend_from_slice(comment);
    out
}

fn flags(member: &Member) -> u16 {
    member.flags | u16::from(member.descriptor) << 3
}

fn sums(member: &Member) -> [u32; 3] {
    let length = member.data.len() as u32;
    let crc = member.crc.unwrap_or_else(|| crc32(&member.data));
    [
        crc,
        member.compressed.unwrap_or(length),
        member.size.unwrap_or(length),
    ]
}

fn local(member: &Member, out: &mut Vec<u8>) {
    let name = member.local_name.as_ref().unwrap_or(&member.name);
    put(out, &[0x0403_4b50], &[20, flags(member), member.method]);
    let sums = sums(member);
    let early = if member.descriptor { [0; 3] } else { sums };
    put(out, &[member.date, early[0], early[1], early[2]], &[]);
    put(out, &[], &[name.len() as u16, member.extra.len() as u16]);
    out.extend_from_slice(name);
    out.extend_from_slice(&member.extra);
    out.extend_from_slice(&member.data);
    if member.descriptor {
        put(out, &[0x0807_4b50, sums[0], sums[1], sums[2]], &[]);
    }
}

fn central(member: &Member, offset: u32, out: &mut Vec<u8>) {
    let [crc, compressed, size] = sums(member);
    put(
        out,
        &[0x0201_4b50],
        &[0x0314, 20, flags(member), member.method],
    );
    put(out, &[member.date, crc, compressed, size], &[]);
    let lengths = [member.name.len(), member.extra.len(), member.comment.len()].map(|n| n as u16);
    put(out, &[], &lengths);
    put(out, &[], &[0, 0]);
    put(out, &[member.attributes, offset], &[]);
    out.extend_from_slice(&member.name);
    out.extend_from_slice(&member.extra);
    out.extend_from_slice(&member.comment);
}

fn put(out: &mut Vec<u8>, words: &[u32], halves: &[u16]) {
    words
        .iter()
        .for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
    halves
        .iter()
        .for_each(|half| out.extend_from_slice(&half.to_le_bytes()));
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    };
    !bytes.iter().fold(u32::MAX, step)
}
