//! Ed25519 as RFC 8032 has it, and strictly: what has two readings is refused.

use essaim_revision::{DeviceKey, PublicKey, Signature};

/// Seed, public key, message and signature of the RFC's first tests (section 7.1), in hexadecimal.
const VECTORS: [[&str; 4]; 3] = [
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
];

/// The order of the group, little end first.
const ORDER: &str = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

/// Keys of which a signature over almost anything can be made: the eight points of small order.
const SMALL_ORDER: [&str; 8] = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
];

fn bytes(hex: &str) -> Vec<u8> {
    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
    (0..hex.len()).step_by(2).map(byte).collect()
}

fn key(hex: &str) -> Option<PublicKey> {
    PublicKey::from_bytes(&bytes(hex).try_into().expect("32 bytes"))
}

fn signature(hex: &str) -> Signature {
    Signature::from_slice(&bytes(hex)).expect("64 bytes")
}

#[test]
fn p15_the_published_signatures_hold_and_no_changed_one_does() {
    for [seed, public, message, signed] in VECTORS {
        let key = key(public).expect("a key");
        let seed: [u8; 32] = bytes(seed).try_into().expect("32 bytes");
        assert_eq!(DeviceKey::from_seed(&seed).public(), key);
        let (message, signed) = (bytes(message), signature(signed));
        assert!(key.verifies_raw(&message, &signed), "{public}");
        assert!(!key.verifies_raw(&[&message[..], b"x"].concat(), &signed));
        for bit in 0..512 {
            let mut changed = signed;
            changed.0[bit / 8] ^= 1 << (bit % 8);
            assert!(
                !key.verifies_raw(&message, &changed),
                "bit {bit} is not signed"
            );
        }
    }
}

#[test]
fn p15_a_signature_has_one_form() {
    let order = bytes(ORDER);
    for [_, public, message, signed] in VECTORS {
        let mut again = signature(signed);
        let mut carry = 0;
        for (byte, more) in again.0[32..].iter_mut().zip(&order) {
            let sum = u16::from(*byte) + u16::from(*more) + carry;
            (*byte, carry) = (sum as u8, sum >> 8);
        }
        let key = key(public).expect("a key");
        assert!(
            !key.verifies_raw(&bytes(message), &again),
            "the same plus the order of the group would be a second signature"
        );
    }
}

#[test]
fn p15_a_key_that_verifies_anything_is_no_key() {
    for hex in SMALL_ORDER {
        assert!(key(hex).is_none(), "{hex} is of small order");
    }
}

#[test]
fn p15_a_key_has_one_form() {
    for low in 0xed..=0xff {
        for high in [0x7f, 0xff] {
            let mut bytes = [0xff; 32];
            (bytes[0], bytes[31]) = (low, high);
            assert!(
                PublicKey::from_bytes(&bytes).is_none(),
                "{low:02x}…{high:02x} is above the prime: one key would be two desktops"
            );
        }
    }
}

#[test]
fn a_revision_signed_as_something_else_does_not_count() {
    let key = DeviceKey::from_seed(&[3; 32]);
    let signed = key.sign("application/vnd.essaim.certificate+json", b"{}");
    let public = key.public();
    assert!(public.verifies("application/vnd.essaim.certificate+json", b"{}", &signed));
    assert!(!public.verifies("application/vnd.essaim.revision+json", b"{}", &signed));
    assert!(
        !public.verifies_raw(b"{}", &signed),
        "what is signed says what it is"
    );
}
