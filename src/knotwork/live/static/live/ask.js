// Asks the server, and says in plain terms how it went.
export async function ask(url, { body, token, keepalive = false } = {}) {
  const headers = { Accept: "application/json" };
  if (token) headers["X-CSRFToken"] = token;
  try {
    const answer = await fetch(url, {
      method: body ? "POST" : "GET",
      headers,
      body,
      keepalive,
      redirect: "manual",
      credentials: "same-origin",
      signal: keepalive ? undefined : AbortSignal.timeout(20_000),
    });
    const isJson = (answer.headers.get("content-type") ?? "").startsWith("application/json");
    return {
      ok: answer.ok && isJson,
      status: answer.status,
      signedOut: answer.type === "opaqueredirect" || answer.status === 401,
      absent: answer.status === 404,
      lost: answer.status >= 500 || answer.status === 429,
      body: isJson ? await answer.json() : {},
    };
  } catch {
    return { ok: false, status: 0, signedOut: false, absent: false, lost: true, body: {} };
  }
}

// An identity for a move, made where the move is made; secure contexts are not needed for it.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
