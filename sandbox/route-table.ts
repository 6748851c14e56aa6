type Path = { method: string; path: string };

/** Routes by method and path; `{name}` in a path stands for one segment. */
export type RouteTable<Route> = { exact: Map<string, Route>; patterns: { form: RegExp; route: Route }[] };

export function createRouteTable<Route extends Path>(routes: Route[]): RouteTable<Route> {
  const patterns = routes.filter((route) => route.path.includes("{"));
  return {
    exact: new Map(routes.map((route) => [`${route.method} ${route.path}`, route])),
    patterns: patterns.map((route) => ({ form: patternOf(route.path), route })),
  };
}

export function findRoute<Route extends Path>(table: RouteTable<Route>, method: string, path: string) {
  const exact = table.exact.get(`${method} ${path}`);
  if (exact) return { route: exact, params: {} };
  for (const { form, route } of table.patterns) {
    const match = route.method === method ? form.exec(path) : null;
    if (match) return { route, params: { ...match.groups } as Record<string, string> };
  }
  return undefined;
}

function patternOf(path: string) {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}
