/** The same keys as `T`, every leaf a text: `en satisfies Words<typeof zh>` makes a missing key a type error. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
