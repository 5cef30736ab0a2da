"use strict";

// A node that the books name: asked by JSON-RPC, when the reader wants it, and told no more than the question.
(function () {
  const { Refusal } = globalThis.Revshare;
  const patience = 10000;

  async function answerOf(address, method, params) {
    try {
      const response = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
        credentials: "omit",
        referrerPolicy: "no-referrer",
        redirect: "error",
        cache: "no-store",
        signal: AbortSignal.timeout(patience),
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw new Refusal(error.name === "TimeoutError"
        ? "The node did not answer within " + patience / 1000 + " seconds. Try again, or enter the root of a block explorer above."
        : "The node could not be reached, or does not answer pages of other sites. Enter the root of a block explorer above.");
    }
  }

  async function ask(address, method, params) {
    const { status, text } = await answerOf(address, method, params);
    let answer = null;
    try {
      answer = JSON.parse(text);
    } catch {
      // What is not JSON is refused below, as JSON of another shape is.
    }
    if (answer !== null && typeof answer === "object" && answer.error) {
      throw new Refusal("The node answered: " + String(answer.error.message || "an error").slice(0, 200));
    }
    if (status !== 200 || answer === null || typeof answer !== "object" || answer.result === undefined) {
      throw new Refusal("The node gave no answer that can be read (HTTP status " + status + ").");
    }
    return answer.result;
  }

  const nodeSource = (address) => ({
    name: "node",
    owned: "the node",
    ask: (method, params) => ask(address, method, params),
    remedy: "tell the publisher, and enter the root of a block explorer above.",
  });

  Object.assign(globalThis.Revshare, { nodeSource });
})();
