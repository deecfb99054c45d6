from django.contrib.auth.models import AbstractBaseUser
from django.db import models


class Person(AbstractBaseUser):
    phone = models.TextField(unique=True)
    USERNAME_FIELD = "phone"
