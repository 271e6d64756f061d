#!/usr/bin/env node
require('./run.js').run({
  name: 'haiku-posts',
  posts: `${__dirname}/../posts`,
  about: 'a terminal reader for posts whose names are haiku',
});
