//! Two desktops of one commune that wrote different things: a person chooses, the choice reaches the others, it can be taken
//! back, and what nobody saw is asked again, never lost.

mod converging;
mod two_desktops;
