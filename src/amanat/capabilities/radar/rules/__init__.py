"""What the radar looks at and how it weighs it. Pure: a page comes in, findings go out."""
