-- What a due timer needs besides time, such as the system that a delivery goes to: while that is taken, its timers are
-- not claimed. A timer written before this has none until it is written again, which each attempt to deliver does.

alter table timers add column lane text;
