// One look for all files; `npm run format` applies it.
export default {
  printWidth: 140,
  singleQuote: true,
  trailingComma: 'all',
};
