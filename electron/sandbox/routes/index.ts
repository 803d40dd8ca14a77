import type { Site } from '../dataset';
import { unknownPath } from '../errors';
import { benefitRoutes } from './benefits';
import { billRoutes } from './bills';
import { listRoutes } from './lists';
import { orderRoutes } from './orders';
import { partnerRoutes } from './partners';
import type { Route } from './route';

/** Every interface the sandbox answers; withdrawn ones are not here, so they are unknown to it as to the gateway. */
export const ROUTES: readonly Route[] = [...billRoutes, ...partnerRoutes, ...orderRoutes, ...benefitRoutes, ...listRoutes];

/** A route and the text of its path parameter (empty when it has none). */
export interface Found {
  readonly route: Route;
  readonly pathText: string;
}

function pathParameter(route: Route, path: string): string | null {
  const brace = route.path.indexOf('{');
  if (brace < 0) return path === route.path ? '' : null;
  const prefix = route.path.slice(0, brace);
  const suffix = route.path.slice(route.path.indexOf('}') + 1);
  const rest = path.slice(prefix.length, path.length - suffix.length);
  const fits = path.startsWith(prefix) && path.endsWith(suffix) && rest !== '' && !rest.includes('/');
  return fits ? decodeURIComponent(rest) : null;
}

/**
 * The route of a request on a site.
 * @throws ApiError 404 APIGW.0101 for unknown and withdrawn paths, other methods, and interfaces the site does not have
 */
export function findRoute(method: string, path: string, site: Site): Found {
  for (const route of ROUTES) {
    if (route.method !== method || !route.sites.includes(site)) continue;
    const pathText = pathParameter(route, path);
    if (pathText !== null) return { route, pathText };
  }
  throw unknownPath();
}
