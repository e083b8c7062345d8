mod headers;
mod pages;
mod properties;
mod texts;
