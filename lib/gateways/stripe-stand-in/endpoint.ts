// What one address of the stand-in takes and does.
import type { Shape } from "./params.ts";
import type { Form } from "./wire.ts";
import type { World } from "./world.ts";

export type Endpoint = {
  method: "GET" | "POST" | "DELETE";
  path: RegExp;
  shape: Shape;
  answer(world: World, form: Form, id: string): object;
};

export const none: Shape = {};
