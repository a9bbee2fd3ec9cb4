//! E-mail of RFC 5322 and MIME: every part is looked at, attached or not, and messages inside messages.

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::{Fault, Instead, Search};

pub(super) fn search(bytes: &[u8], search: &mut Search, depth: u8) -> Result<(), Fault> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or(Fault::Unreadable)?;
    parts(&message, search, depth)
}

fn parts(message: &Message<'_>, search: &mut Search, depth: u8) -> Result<(), Fault> {
    for part in &message.parts {
        let name = part.attachment_name().unwrap_or_default();
        if part.is_content_type("application", "ms-tnef")
            || name.eq_ignore_ascii_case("winmail.dat")
        {
            search.instead(Instead::Winmail);
        }
        match &part.body {
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                search.look(name, bytes.as_ref().into(), depth)?;
            }
            PartType::Text(text) | PartType::Html(text) => search.read_text(text.as_bytes()),
            PartType::Message(inner) if depth + 1 < super::DEEPEST => {
                parts(inner, search, depth + 1)?;
            }
            PartType::Message(_) | PartType::Multipart(_) => {}
        }
    }
    Ok(())
}
