// Punjabi: what stands around every patient page, and what form controls say by themselves.
import type { Words } from "../../words.ts";

export const frame: Words["frame"] = {
  skip: "ਮੁੱਖ ਹਿੱਸੇ ’ਤੇ ਜਾਓ",
  privacy: "ਪਰਦੇਦਾਰੀ",
  terms: "ਸ਼ਰਤਾਂ",
  byTaper: "ਬੁਕਿੰਗ Taper ਰਾਹੀਂ। ਅਸੀਂ ਸਿਰਫ਼ ਉਹੀ ਪੁੱਛਦੇ ਹਾਂ ਜੋ ਤੁਹਾਡੀ ਮੁਲਾਕਾਤ ਲਈ ਲੋੜੀਂਦਾ ਹੈ।",
  languages: "ਭਾਸ਼ਾਵਾਂ",
  onlyEnglish: "ਇਹ ਪੰਨਾ ਫ਼ਿਲਹਾਲ ਅੰਗਰੇਜ਼ੀ ਵਿੱਚ ਹੈ।",
  notApproved:
    "ਇਹ ਲਿਖਤ ਅੰਗਰੇਜ਼ੀ ਵਿੱਚ ਹੈ, ਜਦ ਤੱਕ ਕੋਈ ਜ਼ਿੰਮੇਵਾਰ ਵਿਅਕਤੀ ਇਸਦਾ ਅਨੁਵਾਦ ਮਨਜ਼ੂਰ ਨਹੀਂ ਕਰਦਾ। ਅਸੀਂ ਫ਼ੋਨ ’ਤੇ ਤੁਹਾਡੇ ਨਾਲ ਇਸਨੂੰ ਖੁਸ਼ੀ ਨਾਲ ਪੜ੍ਹਾਂਗੇ: {phone}",
  parts: {
    lookAgain: "ਕਿਰਪਾ ਕਰਕੇ ਇਸਨੂੰ ਦੁਬਾਰਾ ਵੇਖੋ",
    pleaseChange: "ਕਿਰਪਾ ਕਰਕੇ ਬਦਲੋ:",
    optional: "(ਮਰਜ਼ੀ ਹੋਵੇ ਤਾਂ)",
    year: "ਸਾਲ",
    month: "ਮਹੀਨਾ",
    day: "ਦਿਨ",
    sending: "ਭੇਜਿਆ ਜਾ ਰਿਹਾ ਹੈ",
    change: "ਬਦਲੋ",
    step: "{total} ਵਿੱਚੋਂ ਕਦਮ {current}",
  },
  fault: "ਇਹ ਨਹੀਂ ਹੋ ਸਕਿਆ, ਅਤੇ ਕੁਝ ਵੀ ਨਹੀਂ ਬਦਲਿਆ। ਕਿਰਪਾ ਕਰਕੇ ਦੁਬਾਰਾ ਕੋਸ਼ਿਸ਼ ਕਰੋ, ਜਾਂ ਸਾਨੂੰ ਫ਼ੋਨ ਕਰਕੇ {id} ਦੱਸੋ।",
};
