CREATE TABLE agents (
  id uuid PRIMARY KEY,
  "größe in m²" numerc, "日本" txet
);
