import { describe, expect, it } from "vitest";
import { askedOf, isCode, isNumber, slipOf } from "./slip";
import { firstLanguage } from "./words";

describe("a slip", () => {
  it("is what stands behind # in the page's address", () => {
    expect(slipOf("#1.jVFX_w-3")).toBe("1.jVFX_w-3");
    for (const hash of ["", "#", "#/tickets", "#1.", "#1.a b", "#jVFX"]) expect(slipOf(hash)).toBeUndefined();
  });

  it.each(["https://hq.example.cn/t#1.jVFX", "hq.example.cn/t#1.jVFX", "#1.jVFX", "1.jVFX", " https://hq.example.cn/t#1.jV\nFX ", "counterfoil:1.jVFX"])("is read from %j", (typed) => {
    expect(askedOf(typed)).toEqual({ slip: "1.jVFX" });
  });

  it.each(["WC07-261121-A0012-5 0123-4567-89AB-CDEF", "wc07261121a00125 0123456789abcdef", "WC07-261121-A0012-5,0123456789ABCDEF"])("is also number and code: %j", (typed) => {
    const asked = askedOf(typed);
    expect(asked && "number" in asked ? [asked.number.replaceAll("-", ""), asked.code] : asked).toEqual(["WC07261121A00125", "0123456789ABCDEF"]);
  });

  it.each(["", "hello", "WC07-261121-A0012-5", "https://hq.example.cn/t", "WC07-261121-A0012-5 0123"])("is not %j", (typed) => {
    expect(askedOf(typed)).toBeUndefined();
  });
});

describe("what is typed", () => {
  it("is a number when it is whole", () => {
    for (const whole of ["WC07-261121-A0012-5", " wc07 261121 a0012 5", "ＷＣ07-261121-A0012-5"]) expect(isNumber(whole)).toBe(true);
    for (const other of ["", "WC07-261121-A0012", "WC07-261121-A0012-55", "SF1234567890123"]) expect(isNumber(other)).toBe(false);
  });

  it("is a code when it has sixteen characters", () => {
    for (const whole of ["0123-4567-89AB-CDEF", "0123456789abcdef", "0123 4567 89ab cdef"]) expect(isCode(whole)).toBe(true);
    for (const other of ["", "0123-4567-89AB-CDE", "0123-4567-89AB-CDEF0"]) expect(isCode(other)).toBe(false);
  });
});

describe("the page's language", () => {
  const storage = (kept: string | null) => ({ getItem: () => kept }) as unknown as Storage;

  it("is the browser's, and English where we do not speak that", () => {
    expect(firstLanguage(["zh-TW", "en"], storage(null))).toBe("zh-CN");
    expect(firstLanguage(["ko-KR", "en-US", "zh"], storage(null))).toBe("en");
    expect(firstLanguage(["ru"], storage(null))).toBe("en");
  });

  it("is what was chosen before", () => {
    expect(firstLanguage(["en"], storage("zh-CN"))).toBe("zh-CN");
    expect(firstLanguage(["en"], undefined)).toBe("en");
  });
});
