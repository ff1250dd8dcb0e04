INSERT INTO campaign (slug, version, content, changed, author, submission) VALUES ('begun', 1, '{"slug": "begun"}', '2021-07-11T12:00:00.000000+00:00', 'Anna', 'a form');
INSERT INTO revision (campaign_id, version, author, at, changes, content) VALUES ((SELECT id FROM campaign WHERE slug = 'begun'), 1, 'Anna', '2021-07-11T12:00:00.000000+00:00', '["slug"]', '{"slug": "begun"}');
