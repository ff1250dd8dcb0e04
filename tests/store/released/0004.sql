INSERT INTO team (key, name) VALUES ('vesna', 'Vesna');
INSERT INTO account (email, name, team_id, standing, active, password, fs_uniquifier, totp_counter) VALUES ('anna@example.org', 'Anna', (SELECT id FROM team WHERE key = 'vesna'), 'guest', true, 'hash', 'a1', 0);
INSERT INTO campaign (slug, version, content, changed, author, team_id) VALUES ('vesna-letter', 1, '{"slug": "vesna-letter"}', '2021-07-13T12:00:00.000000+00:00', 'Anna', (SELECT id FROM team WHERE key = 'vesna'));
INSERT INTO revision (campaign_id, version, author, at, changes, content) VALUES ((SELECT id FROM campaign WHERE slug = 'vesna-letter'), 1, 'Anna', '2021-07-13T12:00:00.000000+00:00', '["slug"]', '{"slug": "vesna-letter"}');
INSERT INTO role (account_id, campaign_id, role, language) VALUES ((SELECT id FROM account WHERE email = 'anna@example.org'), (SELECT id FROM campaign WHERE slug = 'vesna-letter'), 'translator', 'ru');
INSERT INTO invitation (nonce, kind, team_id, campaign_id, email, standing, role, language, expires) VALUES ('n1', 'join', (SELECT id FROM team WHERE key = 'vesna'), NULL, 'boris@example.org', 'member', '', '', '2999-01-01T00:00:00.000000+00:00');
INSERT INTO attempt (key, failures, until) VALUES ('k1', 3, '2021-07-13T12:00:00.000000+00:00');
