/** Why a request gave no figures, in words for the reader. */
export class RequestFailure extends Error {
  readonly status: number;
  readonly code: string;

  constructor(options: { status: number; code: string; message: string }) {
    super(options.message);
    this.name = "RequestFailure";
    this.status = options.status;
    this.code = options.code;
  }
}

/** The failure that an answer describes (problem+json where the server gave one). */
export async function failureOf(response: Response): Promise<RequestFailure> {
  const body: unknown = await response.json().catch(() => null);
  const problem = typeof body === "object" && body !== null ? body : {};
  const field = (name: string): string | null => {
    const value: unknown = Reflect.get(problem, name);
    return typeof value === "string" && value !== "" ? value : null;
  };
  return new RequestFailure({
    status: response.status,
    code: field("code") ?? `http_${response.status}`,
    message: field("detail") ?? field("title") ?? `The server answered ${response.status}.`,
  });
}
