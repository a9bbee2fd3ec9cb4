/** Where a record of a kind is shown. What lives inside another record is shown on that one's page. */
export function addressOf(kind: string, id: string): { to: "/solutions/$id" | "/projets/$id" | "/dispositifs/$id" | "/documents/$id"; params: { id: string } } | null {
  switch (kind) {
    case "solution":
      return { to: "/solutions/$id", params: { id } };
    case "project":
      return { to: "/projets/$id", params: { id } };
    case "programme":
      return { to: "/dispositifs/$id", params: { id } };
    case "report":
    case "feedback":
    case "adoption":
      return { to: "/documents/$id", params: { id } };
    default:
      return null;
  }
}
