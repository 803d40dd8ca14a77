/** Following a link from where there is no router around: messages and dialogs of the kit stand outside of it. Set once at start. */
let follow: (to: string) => void = (to) => {
  location.hash = to;
};

export function followBy(way: (to: string) => void): void {
  follow = way;
}

export const followLink = (to: string): void => follow(to);
