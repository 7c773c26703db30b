// The addresses about card readers that stand at a clinic.
import { none, type Endpoint } from "./endpoint.ts";
import {
  cancelAction,
  cancelPaymentIntent,
  createLocation,
  createReader,
  deleteReader,
  findReader,
  locationCreateShape,
  paymentIntentCancelShape,
  presentCard,
  presentShape,
  processPaymentIntent,
  processShape,
  readerCreateShape,
} from "./readers.ts";

export const READER_ENDPOINTS: readonly Endpoint[] = [
  {
    method: "POST",
    path: /^\/v1\/terminal\/locations$/,
    shape: locationCreateShape,
    answer: (world, form) => createLocation(world, form),
  },
  {
    method: "POST",
    path: /^\/v1\/terminal\/readers$/,
    shape: readerCreateShape,
    answer: (world, form) => createReader(world, form),
  },
  {
    method: "GET",
    path: /^\/v1\/terminal\/readers\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) => findReader(world, id),
  },
  {
    method: "DELETE",
    path: /^\/v1\/terminal\/readers\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) => deleteReader(world, id),
  },
  {
    method: "POST",
    path: /^\/v1\/terminal\/readers\/(\w+)\/process_payment_intent$/,
    shape: processShape,
    answer: (world, form, id) => processPaymentIntent(world, form, id),
  },
  {
    method: "POST",
    path: /^\/v1\/terminal\/readers\/(\w+)\/cancel_action$/,
    shape: none,
    answer: (world, _form, id) => cancelAction(world, id),
  },
  {
    method: "POST",
    path: /^\/v1\/test_helpers\/terminal\/readers\/(\w+)\/present_payment_method$/,
    shape: presentShape,
    answer: (world, form, id) => presentCard(world, form, id),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/(\w+)\/cancel$/,
    shape: paymentIntentCancelShape,
    answer: (world, _form, id) => cancelPaymentIntent(world, id),
  },
];
