// The rule of places: shared code gives the same on every machine, so it asks for no locale, no time zone, no clock and no chance.

const LOCALE = 'depends on the locale of the machine: sort by code unit (byCodeUnit), write figures and dates by hand.';
const ZONE = 'depends on the time zone of the machine: use shared/period (UTC+8) or the UTC methods.';
const CHANCE = 'is another one at every call: let the caller give it.';

const MEMBERS = new Map([
  ...['localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toLocaleUpperCase', 'toLocaleLowerCase'].map(
    (name) => [name, LOCALE],
  ),
  ...['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds'].flatMap((part) => [
    [`get${part}`, ZONE],
    [`set${part}`, ZONE],
  ]),
  ...['getTimezoneOffset', 'toDateString', 'toTimeString'].map((name) => [name, ZONE]),
]);

export const noSurroundings = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const report = (node, what, why) => context.report({ node, message: `${what} ${why}` });
    const named = (node, object, property) =>
      node.object.type === 'Identifier' && node.object.name === object && node.property.name === property;
    return {
      MemberExpression(node) {
        const name = node.computed ? node.property.value : node.property.name;
        if (MEMBERS.has(name)) report(node.property, name, MEMBERS.get(name));
        if (named(node, 'Date', 'now')) report(node, 'Date.now', CHANCE);
        if (named(node, 'Math', 'random')) report(node, 'Math.random', CHANCE);
      },
      Identifier(node) {
        if (node.name === 'Intl') report(node, 'Intl', LOCALE);
      },
      NewExpression(node) {
        if (node.callee.name !== 'Date') return;
        if (node.arguments.length === 0) report(node, 'new Date()', CHANCE);
        if (node.arguments.length > 1) report(node, 'new Date(year, month, …)', ZONE);
      },
    };
  },
};
