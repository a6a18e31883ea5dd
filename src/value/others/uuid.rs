//! The crate `uuid`.

use crate::types::Type;
use crate::value::Uuid;

other!(
    ::uuid::Uuid,
    "uuid::Uuid",
    Uuid,
    Type::Uuid,
    |id| Ok(Uuid::from_bytes(id.into_bytes()).into()),
    |lent| Uuid::from_value(lent).ok().map(|id| ::uuid::Uuid::from_bytes(*id.as_bytes()))
);
