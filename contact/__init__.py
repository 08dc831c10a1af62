"""What the union hears: forms, the messages they bring, who may read them, mail about them."""
