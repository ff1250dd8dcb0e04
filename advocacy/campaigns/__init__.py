"""What the organisers know: campaigns, their files, and the way in and out for translators."""
