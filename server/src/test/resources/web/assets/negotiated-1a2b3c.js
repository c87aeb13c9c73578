export const form = "plain";
