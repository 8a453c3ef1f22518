-- The station that makes what names none; '': every station shows it. A constant default: no row is written anew.
ALTER TABLE restaurants ADD COLUMN default_station text NOT NULL DEFAULT '';
