CREATE TABLE users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  role text NOT NULL CHECK (role IN ('seeker', 'poster', 'admin', 'moderator')),
  name text,
  phone text,
  email text,
  telegram_id text,
  whatsapp_id text,
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE users IS 'A person known to the marketplace, in one role.';
COMMENT ON COLUMN users.role IS 'What the person may do.';
COMMENT ON COLUMN users.telegram_id IS 'The person''s chat id at Telegram.';
COMMENT ON COLUMN users.whatsapp_id IS 'The person''s number at WhatsApp.';

CREATE TABLE listings (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  poster_id uuid NOT NULL REFERENCES users(id),
  title text NOT NULL,
  description text NOT NULL,
  type text NOT NULL CHECK (type IN ('apartment', 'house', 'land', 'commercial')),
  price_amount numeric NOT NULL,
  price_currency text NOT NULL DEFAULT 'RWF',
  bedrooms int,
  bathrooms int,
  size_sqm numeric,
  address_text text,
  lat numeric,
  lng numeric,
  status text NOT NULL CHECK (status IN ('draft', 'submitted', 'under_review', 'approved', 'rejected', 'published', 'archived')),
  quality_score int DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE listings IS 'A property offered for sale or rent.';
COMMENT ON COLUMN listings.poster_id IS 'Who offers it.';
COMMENT ON COLUMN listings.price_currency IS 'ISO 4217 code of the price.';
COMMENT ON COLUMN listings.size_sqm IS 'Floor or land area in square metres.';
COMMENT ON COLUMN listings.lat IS 'Latitude in degrees, WGS 84.';
COMMENT ON COLUMN listings.lng IS 'Longitude in degrees, WGS 84.';
COMMENT ON COLUMN listings.status IS 'Where the listing stands between draft and archive.';
COMMENT ON COLUMN listings.quality_score IS 'How complete the listing is, as reviewers score it.';

CREATE TABLE listing_media (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  listing_id uuid NOT NULL REFERENCES listings(id) ON DELETE CASCADE,
  url text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('photo', 'video', 'doc')),
  meta jsonb DEFAULT '{}'::jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE listing_media IS 'A photo, video or document that belongs to a listing.';
COMMENT ON COLUMN listing_media.meta IS 'What the uploader knows of the file: size, dimensions, caption.';

CREATE TABLE reviews (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  listing_id uuid NOT NULL REFERENCES listings(id) ON DELETE CASCADE,
  reviewer_id uuid REFERENCES users(id),
  agent_id text,
  result text NOT NULL CHECK (result IN ('approved', 'rejected', 'needs_changes')),
  notes text,
  flags jsonb DEFAULT '{}'::jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE reviews IS 'One verdict on a listing, by a person or an agent.';
COMMENT ON COLUMN reviews.reviewer_id IS 'The person who reviewed; NULL when an agent did.';
COMMENT ON COLUMN reviews.agent_id IS 'The agent that reviewed; NULL when a person did.';
COMMENT ON COLUMN reviews.flags IS 'What the review found, by name of the rule.';

CREATE TABLE seeker_profiles (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid UNIQUE NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  prefs jsonb DEFAULT '{}'::jsonb,
  budget_min numeric,
  budget_max numeric,
  areas jsonb DEFAULT '[]'::jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE seeker_profiles IS 'What a seeker is looking for, one profile a person.';
COMMENT ON COLUMN seeker_profiles.areas IS 'Names of the areas the seeker would live in.';

CREATE TABLE matches (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seeker_id uuid NOT NULL REFERENCES users(id),
  listing_id uuid NOT NULL REFERENCES listings(id) ON DELETE CASCADE,
  score numeric NOT NULL,
  reasons jsonb DEFAULT '[]'::jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE matches IS 'A listing proposed to a seeker.';
COMMENT ON COLUMN matches.score IS 'How well it fits, higher is better.';
COMMENT ON COLUMN matches.reasons IS 'Why it fits, for the seeker to read.';

CREATE TABLE viewings (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  listing_id uuid NOT NULL REFERENCES listings(id) ON DELETE CASCADE,
  seeker_id uuid NOT NULL REFERENCES users(id),
  scheduled_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('proposed', 'confirmed', 'cancelled', 'completed')),
  notes text,
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE viewings IS 'An appointment of a seeker at a listing.';

CREATE TABLE chat_sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid REFERENCES users(id),
  channel text NOT NULL CHECK (channel IN ('webchat', 'telegram', 'whatsapp')),
  peer_id text NOT NULL,
  agent_id text NOT NULL,
  state jsonb DEFAULT '{}'::jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE(user_id, channel, peer_id)
);

COMMENT ON TABLE chat_sessions IS 'A conversation of an agent with somebody on one channel.';
COMMENT ON COLUMN chat_sessions.user_id IS 'The person, once known.';
COMMENT ON COLUMN chat_sessions.peer_id IS 'Who the channel says is writing.';
COMMENT ON COLUMN chat_sessions.state IS 'What the agent remembers of the conversation.';

CREATE TABLE audit_log (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  actor_type text NOT NULL CHECK (actor_type IN ('user', 'agent', 'system')),
  actor_id text NOT NULL,
  action text NOT NULL,
  entity text NOT NULL,
  entity_id text,
  payload jsonb DEFAULT '{}'::jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE audit_log IS 'Who changed which row, when, from what to what; written by the same statement as the change.';
COMMENT ON COLUMN audit_log.action IS 'insert, update or delete.';
COMMENT ON COLUMN audit_log.entity IS 'The table that was changed.';
COMMENT ON COLUMN audit_log.entity_id IS 'The primary key of the changed row, as text.';
COMMENT ON COLUMN audit_log.payload IS 'The images before and after, and what the writer said about it.';
COMMENT ON COLUMN audit_log.created_at IS 'When the row was changed: clock_timestamp() after the row''s lock, so that it orders the trail.';

CREATE TABLE inbound_events (
  id text PRIMARY KEY,
  source text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  payload jsonb DEFAULT '{}'::jsonb
);

COMMENT ON TABLE inbound_events IS 'A webhook event that was taken on; its key makes a second delivery harmless.';
COMMENT ON COLUMN inbound_events.id IS 'The source and its id of the event, joined by a colon.';
COMMENT ON COLUMN inbound_events.source IS 'The service that sent it.';
