//! Every paper, laid out once, drawn as SVG and as PDF.
